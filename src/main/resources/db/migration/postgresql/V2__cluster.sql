-- Where the nodes of a cluster find each other, as JGroups' JDBC_PING wants it.
CREATE TABLE jgroupsping (
  own_addr     VARCHAR(200) NOT NULL,
  cluster_name VARCHAR(200) NOT NULL,
  ping_data    BYTEA,
  PRIMARY KEY (own_addr, cluster_name)
);
