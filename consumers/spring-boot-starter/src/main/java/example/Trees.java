package example;

import io.github.citydc.spring.CityHandler;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.springframework.stereotype.Service;

/** Trees with MyBatis. */
@Service
public class Trees {

  private final Rows rows;

  Trees(Rows rows) {
    this.rows = rows;
  }

  /** The trees in the database. */
  @Mapper
  public interface Rows {

    @Insert("INSERT INTO tree (id, state) VALUES (#{id}, #{state})")
    void insert(@Param("id") String id, @Param("state") String state);
  }

  @CityHandler
  void take(Tree tree) {
    rows.insert(tree.id(), tree.state());
    Broken.throwIf(tree.state());
  }
}
